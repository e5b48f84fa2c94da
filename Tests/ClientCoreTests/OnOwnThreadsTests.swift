import TestTraits
import Testing

@Suite("Tests on threads of their own", .onOwnThreads)
struct OnOwnThreadsTests {
    @Test func `a test that never suspends runs on one`() { #expect(OnOwnThreads.hasCurrentThread) }

    @Test func `a test that suspends goes on on one, and its child tasks run on some`() async {
        #expect(OnOwnThreads.hasCurrentThread)
        async let child = OnOwnThreads.hasCurrentThread
        #expect(await child)
        #expect(OnOwnThreads.hasCurrentThread)
    }

    @Test func `a task without a parent stays on the pool`() async {
        #expect(await Task { OnOwnThreads.hasCurrentThread }.value == false)
    }
}
