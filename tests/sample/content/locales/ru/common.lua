return { title = "Образец", poor = "Маловато монет." }
