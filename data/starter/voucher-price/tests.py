assert voucher_price(500, []) == 500
assert voucher_price(1990, ["-90", "15%", "50%"]) == 1615
assert voucher_price(1000, ["10%"]) == 900
assert voucher_price(999, ["50%"]) == 499
assert voucher_price(998, ["25%", "-8"]) == 740
assert voucher_price(1007, ["7%"]) == 937
assert voucher_price(100, ["-100"]) == 0
assert voucher_price(100, ["-101", "=50"]) == 0
assert voucher_price(99, ["100%", "=5"]) == 0
assert voucher_price(3000, ["=1999"]) == 1999
assert voucher_price(1500, ["=1999", "-1"]) == 1499
assert voucher_price(800, ["50%", "thanks", "50%", "-50"]) == 350
assert voucher_price(2000, ["0%", "20%", "=1900", "-400"]) == 1500
assert voucher_price(0, ["50%", "-0"]) == 0
