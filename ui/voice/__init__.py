"""The voice: engines that turn words into sound, the loudspeaker, and one queue for both."""
