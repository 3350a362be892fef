package dev.rollcall.gateway;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a feed as Atom 1.0 (RFC 4287). */
final class AtomXml {

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final XMLStreamWriter xml;

  private AtomXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static Buffer write(AtomBase base, Instant updated, List<AtomEntry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(bytes, UTF_8);
      new AtomXml(xml).feed(base, updated, entries);
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("a feed cannot be written", impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private void feed(AtomBase base, Instant updated, List<AtomEntry> entries)
      throws XMLStreamException {
    xml.writeStartDocument(UTF_8, "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    if (base.url() != null) {
      xml.writeAttribute("xml:base", base.url());
    }
    text("id", AtomEntry.urn("rollcall " + base.url() + base.self()));
    text("title", "Models that are new, changed or retired");
    text("updated", updated.toString());
    text("generator", "Rollcall");
    person("Rollcall");
    link("self", base.self());
    link("alternate", "models");
    for (AtomEntry entry : entries) {
      entry(entry);
    }
    xml.writeEndDocument();
  }

  private void entry(AtomEntry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    text("id", entry.id());
    text("title", entry.title());
    text("updated", entry.updated().toString());
    person(entry.provider());
    link("alternate", entry.model());
    text("summary", entry.summary());
    xml.writeEndElement();
  }

  private void person(String name) throws XMLStreamException {
    xml.writeStartElement("author");
    text("name", name);
    xml.writeEndElement();
  }

  private void link(String rel, String href) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", clean(href));
  }

  private void text(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  /** Without the characters that XML cannot have, not even escaped. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(each -> isInXml(each) ? each : 0xFFFD).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isInXml(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || (codePoint >= 0x20 && codePoint <= 0xD7FF)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000;
  }
}
