package import Models

/// The source of keys, nonces and ids. The executables pass the system's generator; tests pass a seeded one.
package struct RandomSource {
    /// Returns the given number of unpredictable bytes.
    package let bytes: (Int) -> Bytes

    package init(_ bytes: @escaping (Int) -> Bytes) { self.bytes = bytes }
}
