package dev.rollcall.gateway.encoding;

import java.util.zip.CRC32;

/**
 * The CRC-32 of texts that are put together, from those of their parts: a remainder modulo gzip's
 * polynomial (RFC 1952), where appending a part multiplies what is before it by a power of x.
 * Polynomials have the coefficient of x<sup>0</sup> in the highest bit.
 */
final class Crc32s {

  private static final int POLYNOMIAL = 0xEDB88320;

  private static final int ONE = 0x80000000;

  /** At {@code i} stands x to the power of 8 times 2<sup>i</sup>. */
  private static final int[] POWERS = powers();

  private Crc32s() {}

  static int of(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /**
   * The CRC of a text and another after it.
   *
   * @param length of the second, in bytes
   */
  static int join(int first, int second, long length) {
    int shift = ONE;
    for (int bit = 0; length >> bit != 0; bit++) {
      if ((length >> bit & 1) != 0) {
        shift = multiply(shift, POWERS[bit]);
      }
    }
    return multiply(first, shift) ^ second;
  }

  private static int[] powers() {
    int[] powers = new int[Long.SIZE - 1];
    powers[0] = ONE >>> 8;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = multiply(powers[i - 1], powers[i - 1]);
    }
    return powers;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int rest = a; rest != 0; rest <<= 1) {
      if (rest < 0) {
        product ^= shifted;
      }
      shifted = shifted >>> 1 ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
    }
    return product;
  }
}
