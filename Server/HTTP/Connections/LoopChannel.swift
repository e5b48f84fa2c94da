import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1.1 whose requests are handled on the thread of their connection's event loop, so that a request that waits for nothing never
/// changes threads. What takes long goes through `OffLoop`, since other connections wait for the same thread.
struct LoopChannel: ServerChildChannel {
    let base: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        // Each connection keeps the room for what it receives. It grows for long requests.
        let room = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1024, maximum: 65_536)
        return channel.setOption(.recvAllocator, value: room).flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await base.handle(value: value, logger: logger)
        }
    }
}

/// Runs tasks on an event loop.
private final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
