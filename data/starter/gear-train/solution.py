import math


def gear_train(stages):
    driving = 1
    driven = 1
    backwards = False
    for kind, input_teeth, output_teeth in stages:
        if input_teeth <= 0 or output_teeth <= 0:
            return "jammed"
        driven *= output_teeth
        if kind == "worm":
            # A worm has one thread, whatever its input count says.
            continue
        driving *= input_teeth
        if kind == "mesh":
            backwards = not backwards

    shared = math.gcd(driving, driven)
    direction = "backwards" if backwards else "forwards"
    return f"{driving // shared}:{driven // shared} {direction}"
