package dev.rollcall.gateway.encoding;

import dev.rollcall.model.ModelInfo;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** One instance's entries in one shape, encoded, and where each of them stands. */
final class Fragment {

  private final List<ModelInfo> models;
  private final Piece piece;
  private final int[] starts;
  private final int[] ends;
  private final byte[] digests;
  private final List<Row> rows;

  /** An entry of a fragment. */
  record Row(Fragment fragment, int index) {

    ModelInfo model() {
      return fragment.model(index);
    }

    /** Whether nothing but a comma stands between the two. */
    boolean precedes(Row next) {
      return fragment == next.fragment && fragment.areNeighbours(index, next.index);
    }
  }

  private Fragment(List<ModelInfo> models, Piece piece, int[] starts, int[] ends, byte[] digests) {
    this.models = models;
    this.piece = piece;
    this.starts = starts;
    this.ends = ends;
    this.digests = digests;
    rows = IntStream.range(0, models.size()).mapToObj(index -> new Row(this, index)).toList();
  }

  static Fragment of(Shape shape, List<ModelInfo> models) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] starts = new int[models.size()];
    int[] ends = new int[models.size()];
    byte[] digests = new byte[models.size() * Digests.BYTES];
    for (int i = 0; i < models.size(); i++) {
      byte[] entry = shape.entry(models.get(i));
      if (entry != null && bytes.size() > 0) {
        bytes.write(',');
      }
      starts[i] = bytes.size();
      if (entry != null) {
        bytes.writeBytes(entry);
        System.arraycopy(Digests.of(entry), 0, digests, i * Digests.BYTES, Digests.BYTES);
      }
      ends[i] = bytes.size();
    }
    return new Fragment(models, Piece.of(bytes.toByteArray()), starts, ends, digests);
  }

  /** Whether it is made of this very list. */
  boolean isOf(List<ModelInfo> list) {
    return models == list;
  }

  boolean isEmpty() {
    return piece.plain().length() == 0;
  }

  /** All entries, with commas between them. */
  Piece piece() {
    return piece;
  }

  /** Whether a comma stands after an entry, as it does after all but the last. */
  boolean hasCommaAfter(int index) {
    return ends[index] < piece.plain().length();
  }

  /** All that it is made of, those that the shape does not have too. */
  List<Row> rows() {
    return rows;
  }

  ModelInfo model(int index) {
    return models.get(index);
  }

  /** Whether the shape has this entry. */
  boolean has(int index) {
    return ends[index] > starts[index];
  }

  private boolean areNeighbours(int one, int next) {
    return starts[next] == ends[one] + 1;
  }

  /**
   * The entries from one to another, with what stands between them; not a copy.
   *
   * @param withComma the comma after the last one, too
   */
  Buffer entries(int first, int last, boolean withComma) {
    return piece.plain().slice(starts[first], ends[last] + (withComma ? 1 : 0));
  }

  /** Appends what tells an entry from every other. */
  void appendDigest(int index, ByteArrayOutputStream to) {
    to.write(digests, index * Digests.BYTES, Digests.BYTES);
  }
}
