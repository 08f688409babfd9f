def mixed_units(total, units):
    if total == 0:
        smallest_plural = units[-1][1]
        return f"0 {smallest_plural}"

    left = abs(total)
    parts = []
    for singular, plural, size in units:
        count, left = divmod(left, size)
        if count == 0:
            continue
        name = singular if count == 1 else plural
        parts.append(f"{count} {name}")

    text = parts[-1]
    if len(parts) > 1:
        text = ", ".join(parts[:-1]) + " and " + text
    if total < 0:
        text = "minus " + text
    return text
