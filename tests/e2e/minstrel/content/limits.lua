return { spam = false }
