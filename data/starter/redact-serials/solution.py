import re

SERIAL = re.compile(r"\b([A-Z]{2,4})-([0-9]{5,})\b")


def redact_serials(text, keep):
    seen = {}

    def mask(match):
        serial = match.group(0)
        if serial in seen:
            return f"<same as {seen[serial]}>"
        seen[serial] = len(seen) + 1

        prefix, digits = match.groups()
        hidden = len(digits) - keep
        if hidden <= 0:
            return serial
        return prefix + "-" + "#" * hidden + digits[hidden:]

    return SERIAL.sub(mask, text)
