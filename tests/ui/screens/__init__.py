"""The windows of the staff and of the hall: console, board, paper."""
