return scene "manor" { { id = "patron", go = "patron" }, { id = "store", go = "store" } }
