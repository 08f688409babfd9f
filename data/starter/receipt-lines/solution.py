def format_price(cents):
    """Cents as text with two decimals; a refund keeps its sign."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole}.{rest:02d}"


def fit_line(name, price, width):
    # Two dots are always left between the name and the price.
    room = width - len(price) - 2
    if len(name) > room:
        name = name[: room - 1] + "~"
    dots = "." * (width - len(name) - len(price))
    return name + dots + price


def receipt_lines(items, width):
    if not items:
        return []
    lines = []
    total = 0
    for name, cents in items:
        lines.append(fit_line(name.strip(), format_price(cents), width))
        total += cents
    lines.append("-" * width)
    lines.append(fit_line("TOTAL", format_price(total), width))
    return lines
