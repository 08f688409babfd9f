def digit_sum(value):
    total = 0
    while value > 0:
        value, digit = divmod(value, 10)
        total += digit
    return total


def next_pulse(value, limit):
    if value % 2 == 0:
        return value // 2 + digit_sum(value)
    return (value * 3 + 1) % limit


def pulse_cycle(seed, limit):
    first_seen = {}
    value = seed
    while value not in first_seen:
        first_seen[value] = len(first_seen)
        value = next_pulse(value, limit)

    lead_in = first_seen[value]
    return lead_in, len(first_seen) - lead_in
