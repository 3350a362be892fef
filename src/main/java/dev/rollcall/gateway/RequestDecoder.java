package dev.rollcall.gateway;

import dev.rollcall.bus.RequestFailure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the requests of one connection, in place of Vert.x's own decoder.
 *
 * <ul>
 *   <li>One at a time: the next is decoded when the answer to the one before is written and the
 *       reader takes what it was sent. Requests that are pipelined wait as bytes.
 *   <li>What has come of an unfinished request is charged to a budget that all connections share.
 *   <li>A request has at most {@value #MAX_HEADERS} headers.
 *   <li>HTTP/1.1 and HTTP/1.0 are spoken; Vert.x would answer others with an empty 501.
 *   <li>A body whose chunks are broken is refused with an answer.
 *   <li>A request whose end another server could see elsewhere fails before anything of it, or of
 *       what follows it, is served: a {@code Transfer-Encoding} other than {@code chunked}, or one
 *       beside a {@code Content-Length} (RFC 9112, 6.3). This does not rely on Netty's own checks.
 * </ul>
 *
 * <p>All on the connection's event loop.
 */
final class RequestDecoder extends HttpRequestDecoder {

  static final int MAX_HEADERS = 100;

  /** What a header costs besides its bytes: an entry, a name, a value and their arrays. */
  private static final int BYTES_PER_HEADER = 160;

  /** Bytes that are read ahead of their turn; reading pauses when there are more. */
  private static final int MAX_READ_AHEAD = 16 * 1024;

  private static final Pattern VERSION = Pattern.compile("(?i)HTTP/[0-9]{1,3}(\\.[0-9]{1,3})?");

  /** A head up to this size leaves nothing behind that is worth counting. */
  private static final int SMALL_HEAD = 1024;

  private final ByteBudget budget;
  private @Nullable ChannelHandlerContext context;

  /** Answers the request whose body is being read with a failure, and closes the connection. */
  private Consumer<RequestFailure> refuser = this::refuse;

  private boolean isInHead;
  private boolean isInBody;
  private boolean hasTransferEncoding;
  private @Nullable OtherVersionException otherVersion;
  private int headers;
  private int headBytes;

  /** Whether the request that was decoded last is yet to be answered. */
  private boolean isAnswerDue;

  private boolean isReading;
  private boolean isPaused;
  private boolean isResuming;

  /** Whether nothing more is decoded, because the connection is about to be closed. */
  private boolean isEnded;

  /** What the next bytes are answered with instead of being decoded; null decodes them. */
  private @Nullable RequestFailure refusal;

  /** Since when a part of a request has been there, on {@link System#nanoTime()}. */
  private long unfinishedSince;

  private boolean isUnfinished;

  /** The longest head so far: the decoder's line buffer grows to it and never shrinks. */
  private int largestHead;

  private long charged;

  /** A request has more headers than are read. */
  static final class TooManyHeadersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyHeadersException() {
      super("more than " + MAX_HEADERS + " headers", null, false, false);
    }
  }

  /** Where a request ends is not certain. */
  static final class AmbiguousLengthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AmbiguousLengthException() {
      super("the length of the body is ambiguous", null, false, false);
    }
  }

  /** A request is in a version of HTTP that is not spoken. */
  static final class OtherVersionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isMisspelt;

    OtherVersionException(boolean isMisspelt) {
      super("another version of HTTP", null, false, false);
      this.isMisspelt = isMisspelt;
    }

    /** Returns whether the version is a spoken one that is not written in capitals. */
    boolean isMisspelt() {
      return isMisspelt;
    }
  }

  /**
   * Creates a decoder.
   *
   * @param maxLine the longest request line, in bytes
   * @param maxHead the longest head without that line, in bytes
   * @param budget what is charged with unfinished requests
   */
  RequestDecoder(int maxLine, int maxHead, ByteBudget budget) {
    super(new HttpDecoderConfig().setMaxInitialLineLength(maxLine).setMaxHeaderSize(maxHead));
    this.budget = budget;
  }

  /** Notes that the request that was decoded last has been answered. */
  void answered() {
    isAnswerDue = false;
    resumeLater();
  }

  /**
   * Sets what refuses a request whose head has been decoded when its body cannot be.
   *
   * @param by answers the request, and closes the connection
   */
  void refuseBodies(Consumer<RequestFailure> by) {
    refuser = by;
  }

  /** Answers what comes next with this failure, and closes the connection. */
  void refuseNext(RequestFailure failure) {
    refusal = failure;
  }

  /**
   * Returns whether a part of a request has been there for too long without the rest.
   *
   * @param now on {@link System#nanoTime()}
   * @param limit in nanoseconds
   */
  boolean isUnfinishedFor(long now, long limit) {
    return isUnfinished && now - unfinishedSince > limit;
  }

  /** Answers an unfinished head with this failure, and closes the connection in any case. */
  @SuppressWarnings("FutureReturnValueIgnored") // the connection's close handler is called
  void refuse(RequestFailure failure) {
    ChannelHandlerContext channel = context;
    isEnded = true;
    if (channel == null) {
      return;
    }
    if (isAnswerDue) {
      // Bytes between the parts of another answer would belong to that.
      channel.close();
    } else {
      ByteBuf answer = isInBody ? Unpooled.EMPTY_BUFFER : response(failure);
      channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    context = ctx;
    super.handlerAdded(ctx);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
    budget.free(charged);
    charged = 0;
    isEnded = true;
    super.handlerRemoved0(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object input) throws Exception {
    boolean wasReading = isReading;
    isReading = true;
    try {
      super.channelRead(ctx, input);
    } finally {
      isReading = wasReading;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    if (isPaused) {
      // Netty's decoder would read on, since it has not passed anything on.
      ctx.fireChannelReadComplete();
    } else {
      super.channelReadComplete(ctx);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
    if (ctx.channel().isWritable()) {
      resumeLater();
    }
    super.channelWritabilityChanged(ctx);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    if (isEnded) {
      in.skipBytes(in.readableBytes());
      return;
    }
    RequestFailure refused = refusal;
    if (refused != null) {
      in.skipBytes(in.readableBytes());
      refuse(refused);
      return;
    }
    if (!isInHead && !isInBody && (isAnswerDue || !ctx.channel().isWritable())) {
      waitForTurn(ctx, in);
      return;
    }
    int size = out.size();
    int readable = in.readableBytes();
    boolean wasInBody = isInBody;
    super.decode(ctx, in, out);
    if (!wasInBody) {
      headBytes += readable - in.readableBytes();
    }
    boolean isBroken = false;
    for (int i = size; i < out.size(); i++) {
      isBroken |= take(out.get(i));
    }
    if (isBroken) {
      // Vert.x would close the connection without an answer.
      ReferenceCountUtil.release(out.remove(out.size() - 1));
      isEnded = true;
      isInBody = true; // It never comes to its end.
      refuser.accept(brokenBody());
    }
    noteUnfinished(isInHead || isInBody || in.isReadable());
    charge(in);
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    isInHead = true;
    headers = 0;
    return new DefaultHttpRequest(
        version(initialLine[2]), HttpMethod.valueOf(initialLine[0]), initialLine[1], newHeaders());
  }

  /** Notes a version that is not spoken, and reads its request as one of HTTP/1.1. */
  private HttpVersion version(String text) {
    if (text.equals("HTTP/1.1")) {
      return HttpVersion.HTTP_1_1;
    }
    if (text.equals("HTTP/1.0")) {
      return HttpVersion.HTTP_1_0;
    }
    if (!VERSION.matcher(text).matches()) {
      throw new IllegalArgumentException("not a version of HTTP");
    }
    String upper = text.toUpperCase(Locale.ROOT);
    otherVersion = new OtherVersionException(upper.equals("HTTP/1.1") || upper.equals("HTTP/1.0"));
    return HttpVersion.HTTP_1_1;
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    headers++;
    if (headers > MAX_HEADERS) {
      throw new TooManyHeadersException();
    }
    AsciiString name = super.splitHeaderName(line, start, length);
    if (length == HttpHeaderNames.TRANSFER_ENCODING.length()
        && HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
      hasTransferEncoding = true;
    }
    return name;
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new AmbiguousLengthException();
  }

  /** Vert.x's headers, which are faster than Netty's, where they are of use to Netty. */
  private static HttpHeaders newHeaders() {
    return io.vertx.core.http.HttpHeaders.headers() instanceof HttpHeaders fast
        ? fast
        : new DefaultHttpHeaders();
  }

  /**
   * Takes a part of a request; returns whether it is a broken part of a body, the last that comes.
   * Compares with what nearly all requests are made of first: tests for interfaces are slow.
   */
  private boolean take(Object decoded) {
    if (decoded == LastHttpContent.EMPTY_LAST_CONTENT) {
      isInBody = false;
      return false;
    }
    if (decoded.getClass() == DefaultHttpRequest.class) {
      takeHead((HttpRequest) decoded);
      return false;
    }
    boolean isHead = decoded instanceof HttpRequest;
    if (isHead) {
      takeHead((HttpRequest) decoded);
    }
    if (decoded instanceof LastHttpContent) {
      isInBody = false;
    }
    return !isHead && ((HttpObject) decoded).decoderResult().isFailure();
  }

  private void takeHead(HttpRequest request) {
    if (headBytes > SMALL_HEAD) {
      largestHead = Math.max(largestHead, headBytes);
    }
    // Netty fails on some of these by itself, in words that do not say what is wrong.
    if (hasTransferEncoding && isFraming(request.decoderResult()) && !isChunked(request)) {
      request.setDecoderResult(DecoderResult.failure(new AmbiguousLengthException()));
    }
    if (otherVersion != null && request.decoderResult().isSuccess()) {
      request.setDecoderResult(DecoderResult.failure(otherVersion));
    }
    otherVersion = null;
    isInHead = false;
    isInBody = true;
    isAnswerDue = true;
    hasTransferEncoding = false;
    headBytes = 0;
    isEnded = request.decoderResult().isFailure();
  }

  private static boolean isFraming(DecoderResult result) {
    return result.isSuccess() || result.cause() instanceof IllegalArgumentException;
  }

  private static boolean isChunked(HttpRequest request) {
    List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return encodings.size() == 1
        && encodings.get(0).equals("chunked")
        && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
  }

  /** Leaves the bytes of the next request until it is its turn. */
  private void waitForTurn(ChannelHandlerContext ctx, ByteBuf in) {
    noteUnfinished(false);
    if (in.readableBytes() > MAX_READ_AHEAD && !isPaused) {
      isPaused = true;
      ctx.channel().config().setAutoRead(false);
    }
    charge(in);
  }

  private void resumeLater() {
    ChannelHandlerContext channel = context;
    boolean isWaiting = isPaused || (!isReading && actualReadableBytes() > 0);
    if (channel != null && isWaiting && !isResuming && !isEnded) {
      isResuming = true;
      // Not within what writes the answer, which is not done yet.
      channel.executor().execute(() -> resume(channel));
    }
  }

  private void resume(ChannelHandlerContext ctx) {
    isResuming = false;
    if (isEnded || ctx.isRemoved()) {
      return;
    }
    try {
      if (isPaused) {
        isPaused = false;
        ctx.channel().config().setAutoRead(true);
      }
      channelRead(ctx, Unpooled.EMPTY_BUFFER);
      channelReadComplete(ctx);
    } catch (Exception unreadable) {
      ctx.fireExceptionCaught(unreadable);
    }
  }

  private void noteUnfinished(boolean unfinished) {
    if (unfinished && !isUnfinished) {
      unfinishedSince = System.nanoTime();
    }
    isUnfinished = unfinished;
  }

  private void charge(ByteBuf in) {
    long cost = largestHead;
    if (isInHead) {
      cost += 2L * headBytes + (long) BYTES_PER_HEADER * headers;
    }
    if (in.isReadable()) {
      cost += in.capacity();
    }
    long more = cost - charged;
    if (more > 0 && !budget.take(more)) {
      in.skipBytes(in.readableBytes());
      refuser.accept(RequestFailure.overloaded());
    } else {
      if (more < 0) {
        budget.free(-more);
      }
      charged = cost;
    }
  }

  private static ByteBuf response(RequestFailure failure) {
    RestReply reply = RestReply.of(failure);
    byte[] body = reply.body().getBytes();
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(failure.status()).append(' ').append(reason(failure.status()));
    head.append("\r\ncontent-type: application/json\r\ncontent-length: ").append(body.length);
    reply.headers().forEach((name, value) -> head.append("\r\n" + name + ": " + value));
    head.append("\r\nconnection: close\r\n\r\n");
    return Unpooled.wrappedBuffer(
        Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII), Unpooled.wrappedBuffer(body));
  }

  private static RequestFailure brokenBody() {
    return new RequestFailure(
        400, "invalid_body", "the chunks of the request's body cannot be read", null);
  }

  private static String reason(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
