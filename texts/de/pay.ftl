# Was eine Stelle zahlt.

pay-cents = { $whole },{ $cents }
pay-range = { $low }–{ $high }
pay-amount = { $amount } { $currency ->
    [EUR] €
    [USD] US-Dollar
    [GBP] £
   *[other] { $currency }
}
pay-from = ab { $pay }
pay-up-to = bis { $pay }
pay-hour = { $pay } pro Stunde
pay-day = { $pay } am Tag
pay-week = { $pay } in der Woche
pay-month = { $pay } im Monat
pay-year = { $pay } im Jahr
