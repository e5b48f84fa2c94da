/// Work that takes too long for the thread that a request arrived on, where other connections wait, runs in the pool of Swift concurrency.
package enum OffLoop {
    /// Octets of a body that takes a fraction of a millisecond to decode.
    package static var longBody: Int { 16 * 1024 }
    /// Writes whose signatures take a fraction of a millisecond to check.
    package static var fewWrites: Int { 4 }
    /// Changes that take a fraction of a millisecond to encode.
    package static var fewChanges: Int { 8 }

    package static func run<Value, Failure: Error>(if isLong: Bool = true, _ work: () async throws(Failure) -> Value)
        async throws(Failure) -> Value
    {
        isLong ? try await withTaskExecutorPreference(globalConcurrentExecutor, operation: work) : try await work()
    }
}
