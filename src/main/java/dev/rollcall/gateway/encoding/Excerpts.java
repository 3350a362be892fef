package dev.rollcall.gateway.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.gateway.encoding.Fragment.Row;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a part of a list together from entries that are encoded and hashed already. */
final class Excerpts {

  private static final Buffer COMMA = Buffer.buffer(",");

  private final Shape shape;
  private final List<Buffer> parts = new ArrayList<>();
  private final ByteArrayOutputStream digests;

  /** The entries that are next, all of one fragment and one after the other. */
  private @Nullable Row first;

  private @Nullable Row last;

  private Excerpts(Shape shape, int rows) {
    this.shape = shape;
    digests = new ByteArrayOutputStream((rows + 2) * Digests.BYTES);
  }

  /** The bytes of these entries. */
  static Piece of(Shape shape, View.Excerpt<Row> excerpt) {
    return new Excerpts(shape, excerpt.rows().size()).put(excerpt);
  }

  private Piece put(View.Excerpt<Row> excerpt) {
    putText(excerpt.frame().before());
    for (Row row : excerpt.rows()) {
      if (row.fragment().has(row.index())) {
        put(row);
      }
    }
    putLast();
    putText(excerpt.frame().after());
    return Piece.of(SharedBytes.join(parts), digests.toByteArray());
  }

  private void put(Row row) {
    if (first == null || last == null) {
      first = row;
    } else if (!last.precedes(row)) {
      boolean hasComma =
          last.fragment() == row.fragment() && row.fragment().hasCommaAfter(last.index());
      parts.add(last.fragment().entries(first.index(), last.index(), hasComma));
      if (!hasComma) {
        putBetween(last, row);
      }
      first = row;
    }
    last = row;
    row.fragment().appendDigest(row.index(), digests);
  }

  private void putLast() {
    if (first != null && last != null) {
      parts.add(last.fragment().entries(first.index(), last.index(), false));
    }
  }

  private void putBetween(Row one, Row next) {
    String between =
        one.fragment() == next.fragment() ? "," : shape.between(one.model(), next.model());
    parts.add(between.equals(",") ? COMMA : Buffer.buffer(between));
  }

  private void putText(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    parts.add(Buffer.buffer(bytes));
    digests.writeBytes(Digests.of(bytes));
  }
}
