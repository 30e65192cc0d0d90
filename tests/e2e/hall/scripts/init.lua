-- The hall: the smallest game that the end-to-end tests and the bench need. One scene keeps count of
-- what reached it and in which order, so that an update that was lost, doubled or overtaken shows.
return { start = "hall", home = "hall" }
