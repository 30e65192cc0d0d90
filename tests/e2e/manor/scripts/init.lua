-- The manor: what is sold for Stars, and what stands in a group for everybody.
return { start = "manor", home = "manor" }
