# What a job pays.

pay-cents = { $whole }.{ $cents }
pay-range = { $low }–{ $high }
pay-amount = { $amount } { $currency }
pay-from = from { $pay }
pay-up-to = up to { $pay }
pay-hour = { $pay } an hour
pay-day = { $pay } a day
pay-week = { $pay } a week
pay-month = { $pay } a month
pay-year = { $pay } a year
