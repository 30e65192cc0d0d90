return {
    vasilisa = "Василиса",
    peddler = "Коробейник",
    crone = "Старуха",
    singer = "Сказитель",
}
