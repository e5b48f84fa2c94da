package import Models

/// Where keys, nonces and ids come from. The executables hand in the system's generator, tests a seeded one.
package struct RandomSource {
    /// As many octets as asked for, unpredictable.
    package let bytes: (Int) -> Bytes

    package init(_ bytes: @escaping (Int) -> Bytes) { self.bytes = bytes }
}
