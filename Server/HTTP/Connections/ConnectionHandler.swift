import CoreMetrics
import HTTPTypes
package import NIOCore
package import NIOHTTPTypes

/// Closes a connection whose caller is too slow, or that exceeds the limit for its address or for all addresses.
///
/// If a reply is sent before its request has arrived completely, or while the server is about to stop, the connection ends. The handler
/// discards what else arrives for a short time, so that the caller receives the reply, and then closes without waiting.
package final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPRequestPart
    package typealias InboundOut = HTTPRequestPart
    package typealias OutboundIn = HTTPResponsePart
    package typealias OutboundOut = HTTPResponsePart

    private let deadlines: Deadlines
    private let callers: Callers
    private let drain: Drain
    private var state: ConnectionState?
    private var timer: (deadline: NIODeadline, task: Scheduled<Void>)?
    /// The address that this connection counts for. `nil` if it isn't counted.
    private var caller: CallerAddress?
    /// The reply that is being sent is the connection's last.
    private var isReplyLast = false

    package init(deadlines: Deadlines, callers: Callers, drain: Drain = Drain()) {
        self.deadlines = deadlines
        self.callers = callers
        self.drain = drain
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    package func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    package func handlerRemoved(context: ChannelHandlerContext) { end() }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard state?.isLingering != true else { return }
        let now = context.eventLoop.now
        switch unwrapInboundIn(data) {
        case .head: state?.headArrived(at: now)
        case .body(let buffer): state?.bodyArrived(buffer.readableBytes)
        case .end: state?.endArrived(at: now)
        }
        keepTime(context)
        context.fireChannelRead(data)
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // Discarded octets don't fill the body's queue, but the queue's reader has stopped requesting more.
        if state?.isLingering == true { context.read() }
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let now = context.eventLoop.now
        switch unwrapOutboundIn(data) {
        case .head(var head):
            isReplyLast = state?.isEarly == true || drain.isOn && state?.isOnlyOne == true
            if isReplyLast { head.headerFields[.connection] = "close" }
            state?.replyBegan(at: now)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let buffer):
            state?.replyGrew(by: buffer.readableBytes)
            context.write(data, promise: promise)
        case .end:
            let sent = promise ?? context.eventLoop.makePromise()
            sent.futureResult.assumeIsolated().whenSuccess { [self] in replyEnded(context) }
            context.write(data, promise: sent)
        }
        keepTime(context)
    }

    private func replyEnded(_ context: ChannelHandlerContext) {
        state?.replyEnded(wasLast: isReplyLast, at: context.eventLoop.now)
        if isReplyLast {
            context.close(mode: .output, promise: nil)
            context.read()
        }
        keepTime(context)
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard state == nil else { return }
        state = ConnectionState(deadlines, at: context.eventLoop.now)
        callers.meters.connections.increment()
        if let address = callers.countedConnection(from: context.channel.remoteAddress) {
            guard callers.connections.enter(address, isKnown: callers.known.contains(address)) else {
                callers.meters.connectionsAboveLimit.increment()
                return context.close(promise: nil)
            }
            caller = address
        }
        keepTime(context)
    }

    private func end() {
        timer?.task.cancel()
        timer = nil
        if let caller { callers.connections.leave(caller) }
        caller = nil
        if state != nil { callers.meters.connections.decrement() }
        state = nil
    }

    /// There is at most one timer. If it fires too early, it's set again.
    private func keepTime(_ context: ChannelHandlerContext) {
        guard let deadline = state?.deadline, timer.map({ $0.deadline > deadline }) != false else { return }
        timer?.task.cancel()
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in timeIsUp(context) }
        timer = (deadline, task)
    }

    private func timeIsUp(_ context: ChannelHandlerContext) {
        timer = nil
        guard let deadline = state?.deadline else { return }
        guard context.eventLoop.now >= deadline else { return keepTime(context) }
        if state?.isLingering == false { callers.meters.connectionsTooSlow.increment() }
        context.close(promise: nil)
    }
}

@available(*, unavailable)
extension ConnectionHandler: Sendable {}
