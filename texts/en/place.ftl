# Names of places. The tables' own names are English; other languages say theirs by code or key.

place-anywhere = Anywhere
place-country = { $code ->
   *[other] { $name }
}
place-region = { $key ->
   *[other] { $name }
}
place-area = { $key ->
   *[other] { $name }
}
