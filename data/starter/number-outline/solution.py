def number_outline(outline, max_depth, prefix=""):
    """
    Number the entries of a nested outline.

    `prefix` is the number of the entry that holds this outline, dot included.
    """
    if max_depth == 0:
        return []

    lines = []
    count = 0
    for item in outline:
        if isinstance(item, str):
            count += 1
            lines.append(f"{prefix}{count} {item.strip()}")
        elif count > 0:
            deeper = number_outline(item, max_depth - 1, f"{prefix}{count}.")
            lines.extend(deeper)
    return lines
