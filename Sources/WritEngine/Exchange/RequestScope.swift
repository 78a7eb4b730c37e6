// What the layer above the engine keeps for the length of one request.

/// Things that belong to a request, in an object that serves one request after the other.
package protocol RequestScope: AnyObject {
    /// The request is over: nothing of it may be kept.
    func requestDidEnd()
}
