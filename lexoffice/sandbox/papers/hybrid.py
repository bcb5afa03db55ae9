"""ZUGFeRD: the e-invoice inside the PDF, as `factur-x.xml`, in the way of PDF/A-3 (API notes, section 12.4).

Fonts embedded, colours defined, metadata that says what is inside. No validator of PDF/A was at hand, so conformance is
meant but not proven.
"""

from __future__ import annotations

import io
from functools import cache
from xml.sax.saxutils import escape

import pikepdf
from PIL import ImageCms

from lexoffice.sandbox.papers.layout import PRODUCER

XML_NAME = "factur-x.xml"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_PROPERTY = (
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
    "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
    "<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
)
_PROPERTIES = {
    "DocumentFileName": "name of the embedded XML invoice file",
    "DocumentType": "INVOICE",
    "Version": "version of the ZUGFeRD XML schema",
    "ConformanceLevel": "conformance level of the embedded ZUGFeRD data",
}


def with_xml(pdf: bytes, xml: bytes) -> bytes:
    """The PDF with the e-invoice inside; the same bytes for the same parts."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        title, author = str(document.docinfo.get("/Title", "")), str(document.docinfo.get("/Author", ""))
        for stamp in ("/CreationDate", "/ModDate", "/Trapped"):
            # What stands in both places must agree (PDF/A), and the metadata below names no time.
            if stamp in document.docinfo:
                del document.docinfo[stamp]
        document.Root.Metadata = _metadata(document, title, author)
        document.Root.OutputIntents = pikepdf.Array([_output_intent(document)])
        _attach(document, xml)
        target = io.BytesIO()
        document.save(target, deterministic_id=True)
    return target.getvalue()


def _attach(document: pikepdf.Pdf, xml: bytes) -> None:
    stream = pikepdf.Stream(document, xml)
    stream.Type = pikepdf.Name.EmbeddedFile
    stream.Subtype = pikepdf.Name("/text/xml")
    stream.Params = pikepdf.Dictionary(Size=len(xml), ModDate="D:20000101000000Z")
    reference = document.make_indirect(stream)
    filespec = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec,
            F=XML_NAME,
            UF=XML_NAME,
            Desc="E-Rechnung nach EN 16931",
            AFRelationship=pikepdf.Name.Alternative,
            EF=pikepdf.Dictionary(F=reference, UF=reference),
        )
    )
    names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String(XML_NAME), filespec]))
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=names)
    document.Root.AF = pikepdf.Array([filespec])


def _metadata(document: pikepdf.Pdf, title: str, author: str) -> pikepdf.Object:
    properties = "".join(_PROPERTY.format(name=name, description=text) for name, text in _PROPERTIES.items())
    text = _XMP.format(title=escape(title), author=escape(author), producer=PRODUCER, properties=properties)
    stream = pikepdf.Stream(document, text.encode("utf-8"))
    stream.Type = pikepdf.Name.Metadata
    stream.Subtype = pikepdf.Name.XML
    return document.make_indirect(stream)


def _output_intent(document: pikepdf.Pdf) -> pikepdf.Dictionary:
    profile = pikepdf.Stream(document, _srgb())
    profile.N = 3
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB",
        DestOutputProfile=document.make_indirect(profile),
    )


@cache
def _srgb() -> bytes:
    """The colour profile, with the time of its making set to a fixed one."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    profile[84:100] = bytes(16)
    return bytes(profile)
