def command_flags(line):
    flags = {"_": []}
    only_words = False
    for token in line.split():
        if only_words or token == "-" or not token.startswith("-"):
            flags["_"].append(token)
        elif token == "--":
            only_words = True
        elif token.startswith("--"):
            name, equals, value = token[2:].partition("=")
            if equals:
                flags[name] = value
            elif name.startswith("no-"):
                flags[name[3:]] = False
            else:
                flags[name] = True
        else:
            for letter in token[1:]:
                flags[letter] = flags.get(letter, 0) + 1
    return flags
