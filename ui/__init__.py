"""The glass: Qt only here; QML parts and screens, one small bridge object per screen."""
