# What charts say of themselves.

# On hover over a part of a column: its day or month, its name, its value.
chart-part = { $label }, { $name }: { $value }

chart-course = { $title }. Solid: spent to date. Dots: if it goes on like this. Thin: an even pace. Dashes: the limit.
chart-course-far = { $title }. Solid: spent to date. Dots: if it goes on like this. The limit of { $limit } lies far above what is drawn.
chart-course-elsewhere = { $title }. Solid: spent to date. Dots: if it goes on like this. Thin: an even pace. Dashes: the limit. Shaded from above: gone elsewhere.

# Below the columns of a period: title and caption are sentences of the chart, the pace is one of the next two.
chart-daily = { $title }. { $caption } { $pace }
chart-pace-drawn = Line: an even pace, { $pace } a day.
chart-pace-far = An even pace would be { $pace } a day, far above what is drawn.
