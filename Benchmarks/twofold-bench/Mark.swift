import CoreFoundation
import Foundation

/// The counters at one moment. Create it on the load's own thread.
struct Mark {
    let time: ContinuousClock.Instant
    let replies: Int
    let commits: Int
    let processorTime: Duration
    let ownProcessorTime: Duration

    init(at time: ContinuousClock.Instant, replies: Int, commits: Int) {
        self.time = time
        self.replies = replies
        self.commits = commits
        processorTime = Self.read(CLOCK_PROCESS_CPUTIME_ID)
        ownProcessorTime = Self.read(CLOCK_THREAD_CPUTIME_ID)
    }

    private static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
