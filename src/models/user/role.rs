//! What a person may do beside their own jobs.

use crate::closed_list;

closed_list! {
    "a role";
    /// Right to the admins' pages.
    pub enum Role {
        /// Their own jobs alone: the admins' pages do not exist.
        Person = "person",
        /// Reads the admins' pages, and changes nothing.
        Viewer = "viewer",
        /// Reads the admins' pages, and acts there.
        Admin = "admin",
    }
}

impl Role {
    /// True when the admins' pages are there to be read.
    pub fn may_look(self) -> bool {
        self != Self::Person
    }

    /// True when the admins' forms are there to be sent.
    pub fn may_act(self) -> bool {
        self == Self::Admin
    }
}
