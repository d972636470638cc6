"""The fonts of the glass: the first of these that the machine has, Chinese and Latin alike."""

FAMILIES = ["Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei"]
