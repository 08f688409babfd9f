from functools import lru_cache

LENGTHS = {
    "car": 1,
    "van": 2,
    "bus": 3,
}


def parking_patterns(length, max_vans):
    @lru_cache(maxsize=None)
    def fill(left, vans, last):
        """Ways to fill the rest of the kerb when the vehicle before it was `last`."""
        if left == 0:
            return 1
        total = 0
        for kind, size in LENGTHS.items():
            if size > left:
                continue
            if kind == "bus" and last == "bus":
                continue
            if kind == "van":
                if vans > 0:
                    total += fill(left - size, vans - 1, kind)
            else:
                total += fill(left - size, vans, kind)
        return total

    return fill(length, max_vans, None)
