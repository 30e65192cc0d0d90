-- What things cost, and what is given for them.
return {
    -- A peddler gives half of what he would ask, and nothing for what he would not sell.
    offer = function(price)
        return price // 2
    end,
}
