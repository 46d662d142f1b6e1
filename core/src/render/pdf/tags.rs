//! The document's structure for readers that do not see the page: headings, paragraphs, tables, figures.

/// An element's number, in the order in which elements begin.
pub(super) type ElementId = usize;

/// What an element is, by its name in PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    H1,
    H2,
    H3,
    P,
    Note,
    Table,
    Caption,
    Tr,
    Th,
    Td,
    Figure,
}

impl Role {
    pub(super) fn name(self) -> &'static str {
        match self {
            Role::H1 => "H1",
            Role::H2 => "H2",
            Role::H3 => "H3",
            Role::P => "P",
            Role::Note => "Note",
            Role::Table => "Table",
            Role::Caption => "Caption",
            Role::Tr => "TR",
            Role::Th => "TH",
            Role::Td => "TD",
            Role::Figure => "Figure",
        }
    }
}

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub(super) role: Role,
    /// `None`: directly in the document.
    pub(super) parent: Option<ElementId>,
    /// In words, for a figure or a table.
    pub(super) alt: Option<String>,
    /// Of a cell.
    pub(super) col_span: u32,
    pub(super) row_span: u32,
    /// Of a header cell: Row or Column.
    pub(super) scope: Option<&'static str>,
}

/// All elements of a document.
#[derive(Default)]
pub(super) struct Tags {
    pub(super) elements: Vec<Element>,
}

impl Tags {
    pub(super) fn add(&mut self, role: Role, parent: Option<ElementId>) -> ElementId {
        self.add_element(Element { role, parent, alt: None, col_span: 1, row_span: 1, scope: None })
    }

    pub(super) fn add_element(&mut self, element: Element) -> ElementId {
        self.elements.push(element);
        self.elements.len() - 1
    }
}
