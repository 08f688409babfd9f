def split_estate(person, coins):
    name, percent, heirs = person
    if not heirs:
        return {name: coins}

    kept = coins * percent // 100
    shares = {name: kept}
    share, extra = divmod(coins - kept, len(heirs))
    for position, heir in enumerate(heirs):
        portion = share
        if position < extra:
            portion += 1
        for owner, amount in split_estate(heir, portion).items():
            shares[owner] = shares.get(owner, 0) + amount
    return shares
