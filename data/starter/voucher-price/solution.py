def voucher_price(cents, vouchers):
    price = cents
    percent_used = False
    for voucher in vouchers:
        if voucher.endswith("%"):
            if percent_used:
                continue
            percent = int(voucher[:-1])
            # Half a cent of discount is rounded up, in the customer's favour.
            price -= (price * percent + 50) // 100
            percent_used = True
        elif voucher.startswith("-"):
            price -= int(voucher[1:])
            if price < 0:
                price = 0
        elif voucher.startswith("="):
            price = min(price, int(voucher[1:]))
    return price
