package dev.rollcall.gateway.encoding;

import dev.rollcall.model.ModelInfo;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** One instance's entries in one shape, encoded, and where each of them stands. */
final class Fragment {

  private final List<ModelInfo> models;
  private final Piece piece;
  private final int[] starts;
  private final int[] ends;

  private Fragment(List<ModelInfo> models, byte[] bytes, int[] starts, int[] ends) {
    this.models = models;
    this.piece = Piece.of(bytes);
    this.starts = starts;
    this.ends = ends;
  }

  static Fragment of(Shape shape, List<ModelInfo> models) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] starts = new int[models.size()];
    int[] ends = new int[models.size()];
    for (int i = 0; i < models.size(); i++) {
      byte[] entry = shape.entry(models.get(i));
      if (entry != null && bytes.size() > 0) {
        bytes.write(',');
      }
      starts[i] = bytes.size();
      if (entry != null) {
        bytes.writeBytes(entry);
      }
      ends[i] = bytes.size();
    }
    return new Fragment(models, bytes.toByteArray(), starts, ends);
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

  int size() {
    return models.size();
  }

  ModelInfo model(int index) {
    return models.get(index);
  }

  /** Whether the shape has this entry. */
  boolean has(int index) {
    return ends[index] > starts[index];
  }

  /** Appends one entry. */
  void append(int index, ByteArrayOutputStream bytes) {
    bytes.writeBytes(piece.plain().getBytes(starts[index], ends[index]));
  }
}
