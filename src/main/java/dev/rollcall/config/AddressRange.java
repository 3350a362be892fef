package dev.rollcall.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IP address or a range of them in CIDR notation.
 *
 * @param address as it was written, without brackets
 * @param prefix how many of its leading bits count
 */
public record AddressRange(String address, int prefix) {

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9A-Fa-f:.]+))(?:/([0-9]{1,3}))?");

  /** Reads an address, or an address and the length of its prefix; null when it is neither. */
  public static @Nullable AddressRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    String address = form.group(1) == null ? form.group(2) : form.group(1);
    InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
    if (parsed == null) {
      return null;
    }
    int bits = parsed.getAddress().length * Byte.SIZE;
    int prefix = form.group(3) == null ? bits : Integer.parseInt(form.group(3));
    return prefix > bits ? null : new AddressRange(address, prefix);
  }

  /** Returns whether an address is in the range; one that is no IP address is in none. */
  public boolean contains(String other) {
    InetAddress mine = NetUtil.createInetAddressFromIpAddressString(address);
    InetAddress its = NetUtil.createInetAddressFromIpAddressString(other);
    return mine != null && its != null && startAlike(mine.getAddress(), its.getAddress());
  }

  private boolean startAlike(byte[] one, byte[] two) {
    if (one.length != two.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((one[bit / Byte.SIZE] ^ two[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
