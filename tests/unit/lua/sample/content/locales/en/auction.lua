return {
    text = "Auction",
    lot = "{item}: {n}",
    outbid = "Outbid: {n}",
    ["outbid.return"] = "To the auction",
    yours = "Yours",
    sale = "On sale: {item}",
    left = "{n} left, {m} closed",
    mine = "Mine",
    withdraw = "Withdraw",
    unindexed = "1",
    wrong = "2",
    order = "3",
}
