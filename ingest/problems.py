"""Everything that can be wrong with a file, as German sentences: what is the matter, and what to do next.

Codes are stable: tests, support and the audit log name them. The sentences are for the person who has the document
on the screen; they never carry text from the document itself.
"""

from __future__ import annotations

from models.pages import ReadingWarning
from models.problems import DocumentProblem, Problem

PROBLEMS: dict[str, str] = {
    "file_empty": "Die Datei ist leer (0 Byte). Bitte beim Absender neu anfordern oder erneut hochladen.",
    "file_too_large": "Die Datei ist mit {megabytes} MB größer als erlaubt ({limit} MB). "
    "Bitte eine kleinere Fassung anfordern oder die Datei aufteilen.",
    "unsupported_type": "Dieses Dateiformat ({found}) kann nicht gelesen werden. "
    "Bitte als PDF, Bild (PNG, JPEG, TIFF) oder E-Rechnung (XML) senden lassen.",
    "office_document": "Das ist eine Office-Datei ({found}). Bitte den Beleg als PDF senden lassen oder selbst als PDF "
    "speichern und erneut hochladen.",
    "not_a_pdf_but_zip": "Die Datei heißt wie ein PDF, ist aber ein ZIP-Archiv. "
    "Bitte entpacken und die enthaltenen Belege einzeln hochladen.",
    "zip_archive": "Die Datei ist ein ZIP-Archiv. Bitte entpacken und die enthaltenen Belege einzeln hochladen.",
    "pdf_encrypted": "Das PDF ist mit einem Kennwort geschützt. "
    "Bitte ohne Kennwortschutz anfordern oder entsperrt erneut hochladen.",
    "pdf_truncated": "Das PDF ist beschädigt oder unvollständig übertragen und ließ sich nicht reparieren. "
    "Bitte beim Absender neu anfordern.",
    "pdf_no_pages": "Das PDF enthält keine Seite. Bitte beim Absender neu anfordern.",
    "image_too_large": "Das Bild ist mit {megapixels} Megapixeln zu groß (erlaubt sind {limit}). "
    "Bitte mit geringerer Auflösung (300 dpi) erneut einscannen.",
    "image_damaged": "Das Bild ist beschädigt und lässt sich nicht öffnen. Bitte neu einscannen oder neu anfordern.",
    "xml_entities": "Die XML-Datei enthält eine Dokumenttyp-Angabe (DOCTYPE) und wird aus Sicherheitsgründen nicht "
    "gelesen. E-Rechnungen brauchen keine; bitte beim Absender eine saubere Datei anfordern.",
    "xml_damaged": "Die XML-Datei ist fehlerhaft aufgebaut und lässt sich nicht lesen. "
    "Bitte beim Absender neu anfordern.",
    "text_unreadable": "Der Text der Datei ist in keinem bekannten Zeichensatz lesbar. Bitte als PDF senden lassen.",
    "reader_timeout": "Das Lesen dauerte länger als {seconds} Sekunden und wurde abgebrochen. "
    "Bitte die Datei prüfen; eine kleinere oder neu gespeicherte Fassung hilft meist.",
    "reader_out_of_memory": "Das Lesen brauchte mehr Speicher als erlaubt und wurde abgebrochen. "
    "Bitte eine kleinere Fassung der Datei anfordern.",
    "reader_crashed": "Beim Lesen ist der Leseprozess abgestürzt. Die Datei ist vermutlich beschädigt; "
    "bitte neu anfordern oder als PDF neu speichern.",
    "reader_not_started": "Der Leseprozess konnte nicht gestartet werden; an der Datei liegt es nicht. "
    "Es wird von selbst noch einmal versucht; hilft das nicht, bitte die IT nach Speicher und Installation sehen lassen.",
    "reader_failed": "Die Datei konnte nicht gelesen werden, weil sie anders aufgebaut ist als erwartet. "
    "Bitte neu anfordern oder den Beleg von Hand erfassen.",
    "page_unreadable": "Diese Seite des PDFs ist beschädigt und lässt sich nicht anzeigen. "
    "Bitte die Originaldatei öffnen oder das PDF neu anfordern.",
    "no_such_page": "Diese Seite gibt es im Dokument nicht. Bitte die Ansicht neu laden.",
    "mail_without_document": "Die E-Mail enthält keinen Anhang, der ein Beleg sein kann. "
    "Bitte prüfen, ob der Beleg im Text steht oder hinter einem Link liegt, und ihn von Hand hochladen.",
}

WARNINGS: dict[str, str] = {
    "too_many_pages": "Das Dokument hat {pages} Seiten; gelesen wurden nur die ersten {read}. Bitte prüfen, ob mehrere "
    "Belege in einer Datei stecken.",
    "too_many_scanned_pages": "Nur die ersten {read} gescannten Seiten wurden mit Texterkennung gelesen.",
    "page_unreadable": "Seite {page} ließ sich nicht lesen.",
    "ocr_timeout": "Die Texterkennung von Seite {page} wurde nach {seconds} Sekunden abgebrochen; ihr Text fehlt.",
    "hidden_text": "Das PDF enthält unsichtbaren Text, der nicht zur sichtbaren Seite gehört. Er wurde nicht gelesen.",
    "pdf_repaired": "Das PDF war beschädigt und wurde zum Lesen repariert; bitte auf Vollständigkeit prüfen.",
    "pdf_active_content": "Das PDF enthält Skripte oder automatische Aktionen. Sie wurden nicht ausgeführt.",
    "einvoice_attachment_unreadable": "Die eingebettete E-Rechnung ließ sich nicht lesen; gelesen wurde die Seite.",
    "einvoice_several": "Die Datei enthält mehrere E-Rechnungen; gelesen wurde die erste.",
    "xml_tax_sum": "E-Rechnung: Netto plus Steuer ergibt nicht den Bruttobetrag.",
    "xml_tax_lines": "E-Rechnung: die Summe der Steuerzeilen ergibt nicht den Steuerbetrag.",
    "xml_tax_rate": "E-Rechnung: ein Steuerbetrag passt nicht zu Satz und Bemessungsgrundlage.",
    "xml_amount_due": "E-Rechnung: der Zahlbetrag passt nicht zu Brutto abzüglich Anzahlung.",
    "xml_line_sum": "E-Rechnung: die Summe der Positionen ergibt nicht die angegebene Positionssumme.",
    "xml_iban": "E-Rechnung: die IBAN hat eine falsche Prüfziffer.",
    "xml_value_invalid": "E-Rechnung: ein Wert ist unlesbar und wurde ausgelassen.",
    "low_quality": "Die Vorlage ist schlecht lesbar (Texterkennung {percent} %). Bitte die Werte sorgfältig prüfen.",
    "mail_damaged": "Die E-Mail ist unvollständig oder fehlerhaft aufgebaut.",
    "text_truncated": "Der Text ist sehr lang; gelesen wurden nur die ersten {lines} Zeilen.",
    "statement_damaged": "Der Kontoauszug ließ sich nur teilweise auswerten.",
}

RETRYABLE = frozenset({"reader_timeout", "reader_out_of_memory", "reader_not_started"})
"""These may be the machine's fault (load), not the file's: worth one more try later."""


def problem(code: str, **facts: object) -> DocumentProblem:
    """The exception for `code`; `facts` fill the sentence. An unknown code is a programming error (KeyError)."""
    return DocumentProblem(Problem(code, PROBLEMS[code].format(**facts), code in RETRYABLE))


def warning(code: str, *, field: str | None = None, **facts: object) -> ReadingWarning:
    """The warning for `code`; `field` names the field that it casts doubt on."""
    return ReadingWarning(code, WARNINGS[code].format(**facts), field)
