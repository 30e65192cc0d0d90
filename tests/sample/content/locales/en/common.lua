return { title = "The sample", poor = "Too few coins." }
