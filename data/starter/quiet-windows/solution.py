def quiet_windows(levels, limit, length):
    windows = []
    start = None
    for index, level in enumerate(levels):
        if level <= limit:
            if start is None:
                start = index
            continue
        if start is None:
            continue

        # A single bump inside a quiet stretch is bridged unless it is twice as loud as allowed.
        followed_by_quiet = index + 1 < len(levels) and levels[index + 1] <= limit
        if followed_by_quiet and level < 2 * limit:
            continue

        if index - start >= length:
            windows.append([start, index])
        start = None

    if start is not None and len(levels) - start >= length:
        windows.append([start, len(levels)])
    return windows
