def examine(*a):
    return []
