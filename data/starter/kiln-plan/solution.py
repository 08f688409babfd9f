import re

RAMP = re.compile(r"(\d+)>(\d+)@(\d+)")


def kiln_plan(plan):
    total = 0
    heat = None
    for segment in plan.split(";"):
        segment = segment.strip()
        if not segment:
            continue

        if segment.startswith("hold "):
            pause = segment[5:].strip()
            if not pause.isdecimal():
                return -1
            total += int(pause)
            continue

        match = RAMP.fullmatch(segment)
        if match is None:
            return -1
        begin, end, rate = (int(part) for part in match.groups())
        if rate == 0 or (heat is not None and heat != begin):
            return -1
        # The rate is degrees per hour; a started minute counts whole.
        total += -(-abs(end - begin) * 60 // rate)
        heat = end
    return total
