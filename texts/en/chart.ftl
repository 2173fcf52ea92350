# What charts say of themselves.

# A column, on hover and on focus: its day or month and its sum, then the values of its parts.
chart-column = { $label }: { $sum }
chart-value = { $name } { $value }
chart-spoken = { $heading } ({ $values })

# In the legend, the line of an even pace; or a sentence below where the line would lie far above.
chart-pace = an even pace, { $pace } a day
chart-pace-far = An even pace would be { $pace } a day, far above what is drawn.

# Of a day's bar: what it says, and the forecast.
chart-usual-day = { $told }; a day like the last ones ends at { $expected }

# Beside bars towards a limit.
chart-legend-used = used
chart-legend-held = held for calls under way or without an answer
chart-legend-elsewhere = gone elsewhere
chart-legend-ahead = if it goes on like this
chart-legend-pace = where an even pace would be
chart-legend-limit = limit
