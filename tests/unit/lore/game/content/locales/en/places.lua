return { yard = "The yard", stone = "The stone at the crossroads", wood = "The wood", bridge = "The Kalinov bridge" }
