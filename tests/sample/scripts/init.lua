-- Where players begin, and where those go whose scene is gone without a new name.
return { start = "naming", home = "crossroads" }
