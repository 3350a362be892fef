package dev.rollcall.gateway.encoding;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Bytes that many connections send at the same time, without a copy for each: they are outside the
 * heap, where the kernel takes them from. They are freed by the garbage collector once no response
 * refers to them, a slow client's included. Where Vert.x does not let them be sent from there, they
 * are on the heap.
 */
final class SharedBytes {

  /** Up to this size, copying is cheaper than sending pieces. */
  private static final int MAX_COPIED = 4 * 1024 * 1024;

  /** More of them cost more to send than a copy. */
  private static final int MAX_PIECES = 4096;

  private SharedBytes() {}

  /** A copy of these bytes. */
  static Buffer copy(byte[] bytes) {
    try {
      ByteBuffer outside = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      return BufferInternal.buffer(Unpooled.wrappedBuffer(outside));
    } catch (LinkageError otherVertx) {
      return Buffer.buffer(bytes);
    }
  }

  /** These bytes one after the other; long ones as they are, not copied. */
  static Buffer join(List<Buffer> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    long length = 0;
    for (Buffer piece : pieces) {
      length += piece.length();
    }
    try {
      ByteBuf[] parts = new ByteBuf[pieces.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = ((BufferInternal) pieces.get(i)).getByteBuf();
      }
      if (length > MAX_COPIED && parts.length <= MAX_PIECES) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(parts.length, parts));
      }
      ByteBuffer outside = ByteBuffer.allocateDirect((int) length);
      for (ByteBuf part : parts) {
        part.readBytes(outside.limit(outside.position() + part.readableBytes()));
        outside.limit(outside.capacity());
      }
      return BufferInternal.buffer(Unpooled.wrappedBuffer(outside.flip()));
    } catch (LinkageError otherVertx) {
      Buffer joined = Buffer.buffer((int) length);
      pieces.forEach(joined::appendBuffer);
      return joined;
    }
  }
}
