"""Values as German and English documents print them: amounts, dates, ids, currencies. Text in, values out."""
