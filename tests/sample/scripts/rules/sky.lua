-- The sky is a function of the time: nobody has to turn it.
return {
  is_night = function(now)
    local hour = now // 3600 % 24
    return hour < 4 or hour >= 19
  end,
}
